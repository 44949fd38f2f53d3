/** Contracts as the rooms above use them. */
export { checkLine } from "./contract-record.ts";
export {
  type ContractRow,
  findContract as readContract,
  lockContract,
  markCancelled,
  markConfirmed,
  priceOfGiven,
} from "./contracts.sql.ts";
