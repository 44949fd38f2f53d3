-- Patients at the size of a health service: what the desk types is answered from indexes, however many have the name
-- (docs/adr/0037-the-desk-finds-among-a-million.md). btree_gin lets an organization and trigrams stand in one GIN index.
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- The list, and names that begin as typed: in the order of code points, in which these are one range whatever the collation.
CREATE INDEX patients_list_idx ON patients (organization_id, name_key COLLATE "C", id) WHERE merged_into IS NULL;
DROP INDEX patients_name_key_idx;
CREATE INDEX patients_name_parts_idx ON patients USING gin (organization_id, name_key gin_trgm_ops) WHERE merged_into IS NULL;
CREATE INDEX patients_phone_parts_idx ON patients USING gin (organization_id, phone gin_trgm_ops)
  WHERE phone IS NOT NULL AND merged_into IS NULL;
-- Duplicates ask for the same sound, and no longer for one that is like it.
DROP FUNCTION find_patients_like;
DROP INDEX patients_sound_key_idx;
CREATE INDEX patients_sound_key_idx ON patients (organization_id, sound_key) WHERE merged_into IS NULL;

-- Trigram operators are not leakproof, so under row-level security they could not use the index. The two functions below read
-- as the owner of the table and therefore check the tenant themselves. They plan each search for what is typed: of a name that
-- many have, the first rows that come along do; one that few have is worth the index.

-- Whose name begins as typed (closeness 2), then who has every word in it (1), then whose name has words that resemble them (below
-- 1): closely, or else widely if nobody was found. What the least like word has is what counts, and the whole name among equals.
-- Each stage only fills up what those before it left. A word of one or two letters begins a word of the name, since three
-- make a trigram. Of what thousands have, it looks at some thousands.
CREATE OR REPLACE FUNCTION find_patients_by_name(p_organization_id uuid, p_words text[], p_limit integer)
RETURNS TABLE (patient_id uuid, closeness real)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public SET plan_cache_mode = force_custom_plan SET pg_trgm.word_similarity_threshold = 0.6
SET enable_seqscan = on SET enable_indexscan = on SET enable_indexonlyscan = on SET cpu_operator_cost = 0.0025 AS $$
DECLARE
  v_typed text := array_to_string(p_words, ' ');
  v_others text := format('FROM patients p WHERE p.organization_id = %L AND p.merged_into IS NULL AND NOT starts_with(p.name_key, %L)',
    p_organization_id, v_typed);
  v_contains text;
  v_resembles text;
  v_closeness text;
  v_left integer := p_limit;
  v_found integer;
BEGIN
  IF p_organization_id <> current_setting('app.organization_id')::uuid OR v_typed = '' THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT p.id, 2::real FROM patients p
    WHERE p.organization_id = p_organization_id AND p.merged_into IS NULL
      AND p.name_key COLLATE "C" >= v_typed AND p.name_key COLLATE "C" < v_typed || chr(1114111)
    ORDER BY p.name_key COLLATE "C", p.id LIMIT v_left;
  GET DIAGNOSTICS v_found = ROW_COUNT;
  v_left := v_left - v_found;
  IF v_left <= 0 THEN
    RETURN;
  END IF;

  SELECT string_agg(has, ' AND '),
    string_agg(CASE WHEN short THEN has ELSE format('%L <%% p.name_key', word) END, ' AND '),
    string_agg(CASE WHEN short THEN '1' ELSE format('CASE WHEN %s THEN 1 ELSE word_similarity(%L, p.name_key) END', has, word) END, ', ')
  INTO v_contains, v_resembles, v_closeness
  FROM unnest(p_words) AS word
  -- Scripts without spaces have no beginnings of words, and say in two letters what others say in six.
  CROSS JOIN LATERAL (SELECT length(word) < 3 AND word !~ '[\u0E00-\u0EFF\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]' AS short) AS its
  CROSS JOIN LATERAL (SELECT CASE WHEN short THEN format('p.name_key ~ %L', '(^| )' || word)
                                  ELSE format('p.name_key LIKE %L', '%' || word || '%') END AS has) AS part;
  RETURN QUERY EXECUTE format(
    'SELECT f.id, 1::real FROM (SELECT p.id, p.name_key %s AND %s LIMIT 5000) f ORDER BY f.name_key COLLATE "C", f.id LIMIT %s',
    v_others, v_contains, v_left);
  GET DIAGNOSTICS v_found = ROW_COUNT;
  v_left := v_left - v_found;

  -- To compare two names takes far longer than the planner thinks: in a small clinic it would compare all of them and not ask the index.
  PERFORM set_config('cpu_operator_cost', '0.3', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true);
  WHILE v_left > 0 AND v_resembles <> v_contains LOOP
    RETURN QUERY EXECUTE format(
      'SELECT f.id, f.closeness::real FROM (SELECT p.id, p.name_key, least(%s) * 0.9 + similarity(%L, p.name_key) * 0.09 AS closeness %s AND %s AND NOT (%s) LIMIT 1000) f
       ORDER BY f.closeness DESC, f.name_key COLLATE "C", f.id LIMIT %s',
      v_closeness, v_typed, v_others, v_resembles, v_contains, v_left);
    GET DIAGNOSTICS v_found = ROW_COUNT;
    v_left := v_left - v_found;
    EXIT WHEN v_left < p_limit OR current_setting('pg_trgm.word_similarity_threshold') = '0.3';
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.3', true);
  END LOOP;
END
$$;

-- Who has these digits somewhere in the number, owners before those who share it.
CREATE FUNCTION find_patients_by_phone(p_organization_id uuid, p_digits text, p_limit integer) RETURNS TABLE (patient_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  IF p_organization_id <> current_setting('app.organization_id')::uuid THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT f.id
    FROM (SELECT p.id, p.phone_is_own, p.name_key FROM patients p
          WHERE p.organization_id = p_organization_id AND p.merged_into IS NULL AND p.phone LIKE '%' || p_digits || '%' LIMIT 5000) f
    ORDER BY f.phone_is_own DESC, f.name_key COLLATE "C", f.id LIMIT p_limit;
END
$$;
REVOKE ALL ON FUNCTION find_patients_by_phone FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_patients_by_phone TO tessera_app;
