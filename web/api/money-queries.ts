import { queryOptions } from "@tanstack/react-query";
import { moneyClient } from "./money-client.ts";
import { areas } from "./queries.ts";

export const moneyQueries = {
  dayClose: (clinicId: string, date: string) =>
    queryOptions({
      queryKey: [areas.payments, "day-close", clinicId, date],
      queryFn: () => moneyClient.readDayClose(clinicId, date),
    }),
  bill: (ticketId: string) =>
    queryOptions({ queryKey: [areas.payments, "bill", ticketId], queryFn: () => moneyClient.readBill(ticketId) }),
};
