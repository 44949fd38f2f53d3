import { ProblemError } from "../api/problem.ts";
import type { Placement } from "../api/types.ts";

/** The refusal of one placement, as an error of a call of its own would be. */
export const refusedWith = ({ code, detail }: Pick<NonNullable<Placement["refusal"]>, "code" | "detail">) =>
  new ProblemError({ type: "", title: "", status: 409, request_id: "", code, detail });
