import type { OpenAPIV3_1 } from "openapi-types";
import type { SampleCall } from "./sample-call.ts";

/** A call that must be refused, and the field that the refusal must name. */
export interface Refusal {
  what: string;
  call: SampleCall;
  pointer: string;
  status: number;
}

/** A field as the OpenAPI document describes it. */
type Field = OpenAPIV3_1.SchemaObject & { anyOf?: Field[]; items?: Field; properties?: Record<string, Field> };

/** An id that nothing has. */
export const nobody = "01234567-89ab-7def-8123-456789abcdef";

const never = [
  "2026-11-19T12:00:00",
  "2026-11-19 12:00:00Z",
  "2026-02-30T12:00:00Z",
  "2026-11-19T25:00:00Z",
  "2026-11-19T12:00:00+25:00",
  "2026-11-19T12:00:00.0000000001Z",
  "0001-01-01T00:00:00Z",
  "9999-01-01T00:00:00Z",
  "+275760-09-13T00:00:00Z",
  "tomorrow",
];

const badTexts = {
  nul: "a\u0000b",
  bell: "a\u0007b",
  escape: "a\u001b[31mb",
  override: "a\u202eb",
  isolate: "a\u2066b",
  "lone surrogate": "a\ud800b",
  "too long": "a".repeat(5001),
};

const badNumbers = [-1, 1e300, 2 ** 53, Number.MAX_SAFE_INTEGER, 0.1, "1"];
const badParameters = ["", "%00", "\u0000", "nonsense", "-1", "1e400", "99999999999999999999", "x".repeat(2000)];
const badIds = [
  nobody,
  "1",
  "not-an-id",
  `${nobody}x`,
  "%00",
  "%E2%80%AE",
  encodeURIComponent("'; drop table visits; --"),
];

/** Everything wrong that can be said to one operation, going by what its documentation says of it. */
export function refusalsOf(documented: OpenAPIV3_1.OperationObject, sample: SampleCall): Refusal[] {
  const body = documented.requestBody as OpenAPIV3_1.RequestBodyObject | undefined;
  const schema = body?.content["application/json"]?.schema;
  const parameters = ((documented.parameters ?? []) as OpenAPIV3_1.ParameterObject[]).filter(
    (one) => one.in === "query",
  );
  return [
    ...(schema ? bodyRefusals(sample, schema) : []),
    ...(parameters.length > 0 ? parameterRefusals(sample, parameters) : []),
    ...pathRefusals(sample),
  ];
}

function bodyRefusals(sample: SampleCall, { properties = {}, required = [] }: Field): Refusal[] {
  const of = (name: string, value: unknown, status = 422): Refusal => ({
    what: `${name}: ${JSON.stringify(value)?.slice(0, 60)}`,
    call: { ...sample, body: { ...sample.body, [name]: value } },
    pointer: `/${name}`,
    status,
  });
  const fields = Object.entries(properties);
  return [
    ...["unexpected", "organization_id", "toString"].map((name) => of(name, 1)),
    ...required.map((name) => of(name, undefined)),
    ...fields.flatMap(([name, field]) => wrongValues(name, field).map((value) => of(name, value))),
    ...fields
      // Of many things at once each is answered for itself.
      .filter(([name]) => name !== "appointment_ids")
      .flatMap(([name, field]) =>
        unknownIds(field).map((value) =>
          of(name, value, isPin(sample, name) || isAnotherQuestion(sample, name) ? 422 : 404),
        ),
      ),
  ];
}

function wrongValues(name: string, field: Field): unknown[] {
  const kinds = field.anyOf ?? [field];
  const some = (test: (kind: Field) => boolean): boolean => kinds.some(test);
  const isText = some(({ type, enum: values }) => type === "string" && !values);
  return [
    1.5,
    { wrong: true },
    [[]],
    ...(some(({ type }) => type === "null") ? [] : [null]),
    ...(some(({ format }) => format === "date-time") ? never : []),
    ...(some(({ type }) => type === "integer") ? badNumbers : []),
    // A password is bytes to us; only its length counts.
    ...(isText && name !== "password" ? Object.values(badTexts) : []),
  ];
}

/** A booking says of whatever it has no use for the same, whether it is there or not. */
const isPin = ({ path }: SampleCall, name: string): boolean => name === "resource_ids" && !path.startsWith("/pools");

/** A plan that was asked about requests is not asked about a session too, whether it is there or not. */
const isAnotherQuestion = ({ path }: SampleCall, name: string): boolean =>
  name === "session_id" && path === "/matching/plans";

function unknownIds(field: Field): unknown[] {
  const isId = (one: Field | undefined) => (one?.anyOf ?? [one]).some((kind) => kind?.format === "uuid");
  return isId(field) ? [nobody] : isId(field.items) ? [[nobody]] : [];
}

function parameterRefusals(sample: SampleCall, parameters: OpenAPIV3_1.ParameterObject[]): Refusal[] {
  const [path, query = ""] = sample.path.split("?");
  const isList = !/^\/(availability|calendar|queue|dashboard|visit-tickets)/.test(sample.path);
  const of = (name: string, value: string, status = 422): Refusal => {
    const changed = new URLSearchParams(query);
    changed.set(name, value);
    const call = { ...sample, path: `${path}?${changed.toString()}` };
    return { what: `${name}=${value.slice(0, 40)}`, call, pointer: `/${name}`, status };
  };
  const wrong = parameters.flatMap(({ name, schema }) => {
    // Any text may be searched for.
    if (name === "query") return [];
    const kinds = (schema as Field).anyOf ?? [schema as Field];
    const instants = kinds.some(({ format }) => format === "date-time") ? never : [];
    const isId = kinds.some(({ format }) => format === "uuid");
    const values = [...badParameters, ...instants].map((value) => of(name, value));
    // A list of what belongs to nobody is empty; all else needs it to be there.
    return isId && !isList ? [...values, of(name, nobody, name === "patient_id" ? 200 : 404)] : values;
  });
  return [of("unexpected", "1"), ...wrong].filter(({ status }) => status !== 200);
}

function pathRefusals(sample: SampleCall): Refusal[] {
  const [id] = /[0-9a-f-]{36}/.exec(sample.path.split("?")[0]!) ?? [];
  if (id === undefined) return [];
  const call = (other: string): SampleCall => ({ ...sample, path: sample.path.replace(id, other) });
  return badIds.map((other) => ({ what: `id ${other}`, call: call(other), pointer: "/id", status: 404 }));
}
