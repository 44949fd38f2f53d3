import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries.ts";
import { Loaded, Loading } from "../parts/states.tsx";
import { DeleteException } from "./hours-questions.tsx";

interface TakeBackProps {
  exceptionId: string;
  done: () => void;
}

/** Removes what time off or a holiday blocks, so that the time can be booked again. */
export function TakeBack({ exceptionId, done }: TakeBackProps) {
  const exception = useQuery(queries.scheduleException(exceptionId));
  return (
    <Loaded query={exception} loading={<Loading rows={2} />}>
      {(found) => <DeleteException exception={found} verb="takeBack" done={done} />}
    </Loaded>
  );
}
