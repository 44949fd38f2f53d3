import { useForm, type UseFormReturnType } from "@mantine/form";
import type { TFunction } from "i18next";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { fieldErrors } from "../api/problem.ts";

interface Verb<Values extends object, Body, Answer> {
  initialValues: Values;
  /** What the server will accept; the same schema that it checks with. */
  schema: z.ZodType<Body>;
  /** What is sent for what was typed. */
  bodyOf: (values: Values) => unknown;
  send: (body: Body) => Promise<Answer>;
  done: (answer: Answer) => void;
}

export interface VerbForm<Values extends object> {
  form: UseFormReturnType<Values>;
  submit: (event?: SyntheticEvent<HTMLFormElement>) => void;
  sending: boolean;
  /** Why the last try was refused; null when it was not. */
  failure: unknown;
}

/** A form that does one verb: checks with the server's schema, sends once, and puts what the server names on its fields. */
export function useVerbForm<Values extends object, Body, Answer>(verb: Verb<Values, Body, Answer>): VerbForm<Values> {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const form = useForm<Values>({
    initialValues: verb.initialValues,
    validate: (values) => issuesOf(verb.schema.safeParse(verb.bodyOf(values)), t),
  });

  const send = async (values: Values) => {
    const checked = verb.schema.safeParse(verb.bodyOf(values));
    if (!checked.success) return;
    setSending(true);
    setFailure(null);
    try {
      verb.done(await verb.send(checked.data));
    } catch (error) {
      form.setErrors(fieldErrors(error, t));
      setFailure(error);
    } finally {
      setSending(false);
    }
  };
  return { form, sending, failure, submit: form.onSubmit((values) => void send(values)) };
}

function issuesOf(result: z.ZodSafeParseResult<unknown>, t: TFunction): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of result.error?.issues ?? []) errors[issue.path.join(".")] ??= issueText(issue, t);
  return errors;
}

/** What is wrong with one field, in the person's words. */
function issueText(issue: z.core.$ZodIssue, t: TFunction): string {
  if (issue.code === "custom") return t(`field.${String(issue.params?.code)}`, { defaultValue: t("field.invalid") });
  if (issue.code === "too_small" && issue.origin === "string") return t("field.required");
  if (issue.code === "too_big" && issue.origin === "string") return t("field.tooLong");
  if (issue.code === "too_small") return t("field.tooSmall", { minimum: String(issue.minimum) });
  if (issue.code === "too_big") return t("field.tooBig", { maximum: String(issue.maximum) });
  if (issue.code === "invalid_type" && issue.input == null) return t("field.required");
  return t("field.invalid");
}

/** What was typed, or null when nothing was: how the API writes an absent text. */
export const textOrNull = (typed: string): string | null => typed.trim() || null;
