import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Resource } from "../api/types.ts";
import { GenerateSlotsForm } from "../forms/generate-slots-form.tsx";
import { RuleForm } from "../forms/rule-form.tsx";
import { CopyDayForm } from "./copy-day-form.tsx";
import { CopyWeekForm } from "./copy-week-form.tsx";
import type { Doing, Hours } from "./doing.ts";
import { ExceptionForm } from "./exception-form.tsx";
import { DeleteException, DeleteRule, MoveRule } from "./hours-questions.tsx";
import { beginsOn } from "./rule-pieces.ts";

interface HoursDialogProps extends Hours {
  doing: Doing | null;
  start: (doing: Doing | null) => void;
  resource: Resource;
  dates: string[];
}

const titles = {
  rule: "hours.window",
  moveRule: "week.moveTitle",
  deleteRule: "hours.deleteTitle",
  exception: "exceptions.title",
  deleteException: "exceptions.deleteTitle",
  copyDay: "copy.day",
  copyWeek: "copy.week",
  slots: "hours.generate",
} as const;

/** One dialog for all that is done on the hours page. */
export function HoursDialog(props: HoursDialogProps) {
  const { doing, start } = props;
  const { t } = useTranslation();
  return (
    <Modal
      opened={doing !== null}
      onClose={() => start(null)}
      size="lg"
      title={doing && t(titles[doing.what])}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {doing && <Content {...props} doing={doing} />}
    </Modal>
  );
}

function Content({ doing, start, resource, dates, rules, exceptions }: HoursDialogProps & { doing: Doing }) {
  const done = () => start(null);
  const rule = "id" in doing ? rules.find(({ id }) => id === doing.id) : undefined;
  const exception = "id" in doing ? exceptions.find(({ id }) => id === doing.id) : undefined;
  switch (doing.what) {
    case "rule":
      return (
        <RuleForm
          key={rule?.version}
          resourceId={resource.id}
          rule={rule ?? null}
          drawn={doing.drawn}
          done={done}
          onDelete={() => rule && start({ what: "deleteRule", id: rule.id })}
        />
      );
    case "exception":
      return (
        <ExceptionForm
          key={exception?.version}
          resource={resource}
          exception={exception ?? null}
          drawn={doing.drawn}
          done={done}
          onDelete={() => exception && start({ what: "deleteException", id: exception.id })}
        />
      );
    case "moveRule":
      return rule && <MoveRule key={rule.version} rule={rule} change={doing.change} done={done} />;
    case "deleteRule":
      return rule && <DeleteRule key={rule.version} rule={rule} done={done} />;
    case "deleteException":
      return exception && <DeleteException key={exception.version} exception={exception} done={done} />;
    case "copyDay":
      return <CopyDayForm date={doing.date} dates={dates} rules={rules} done={done} />;
    case "copyWeek":
      return (
        <CopyWeekForm
          resource={resource}
          source={rules.filter((one) => dates.some((date) => beginsOn(one, date)))}
          done={done}
        />
      );
    case "slots":
      break;
  }
  return <GenerateSlotsForm resourceId={resource.id} done={done} />;
}
