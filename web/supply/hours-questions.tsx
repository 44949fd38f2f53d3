import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import type { ScheduleException, ScheduleRule } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import type { Pulled } from "./drag-rule.ts";
import { useExceptionWords } from "./exception-words.ts";
import { Weighed } from "./impact-step.tsx";
import { useRuleWords } from "./rule-words.ts";
import { useSaved } from "./use-saved.ts";

interface MoveRuleProps {
  rule: ScheduleRule;
  change: Pulled;
  done: () => void;
}

/** Asks whether a window that was dragged stays where it was dropped. */
export function MoveRule({ rule, change, done }: MoveRuleProps) {
  const { t } = useTranslation();
  const saved = useSaved(done);
  return (
    <Weighed
      weigh={() => client.preview.changeScheduleRule(rule.id, change, rule.version)}
      save={() => saved(client.changeScheduleRule(rule.id, change, rule.version))}
      back={done}
    >
      <Stack gap={4}>
        <Window label={t("week.was")} rule={rule} />
        <Window label={t("week.becomes")} rule={{ ...rule, ...change }} />
        <Text size="sm" c="var(--quiet-text)">
          {t("week.everyWeek")}
        </Text>
      </Stack>
    </Weighed>
  );
}

function Window({ label, rule }: { label?: string; rule: ScheduleRule }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { range } = useRuleWords();
  const pauses = rule.breaks.map((pause) => `${pause.label ?? t("week.break")} ${range(pause)}`);
  const words = formats.line([formats.weekday(rule.weekday), range(rule), ...pauses]);
  return (
    <Text>
      {label && <b>{label} </b>}
      {words}
    </Text>
  );
}

export function DeleteRule({ rule, done }: { rule: ScheduleRule; done: () => void }) {
  const saved = useSaved(done);
  return (
    <Weighed
      weigh={() => client.preview.deleteScheduleRule(rule.id, rule.version)}
      save={() => saved(client.deleteScheduleRule(rule.id, rule.version))}
      verb="delete"
      back={done}
    >
      <Window rule={rule} />
    </Weighed>
  );
}

interface DeleteExceptionProps {
  exception: ScheduleException;
  verb?: "delete" | "takeBack";
  done: () => void;
}

export function DeleteException({ exception, verb = "delete", done }: DeleteExceptionProps) {
  const { formats } = useDesk();
  const words = useExceptionWords();
  const saved = useSaved(done);
  return (
    <Weighed
      weigh={() => client.preview.deleteScheduleException(exception.id, exception.version)}
      save={() => saved(client.deleteScheduleException(exception.id, exception.version))}
      verb={verb}
      back={done}
    >
      <Text>{formats.line([words.kind(exception), words.when(exception), exception.reason])}</Text>
    </Weighed>
  );
}
