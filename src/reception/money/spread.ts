import { fault } from "../../core/errors.ts";

/**
 * Spreads an amount over balances in their order: each gets what it still lacks until nothing is left. Amounts are minor units; the parts add up
 * to the amount, and none is empty. Throws `exceeds_balance` for more than all of them lack.
 */
export function spread<At>(
  amountMinor: number,
  balances: readonly { at: At; balance: number }[],
): { at: At; amount: number }[] {
  const owed = balances.reduce((sum, { balance }) => sum + balance, 0);
  if (amountMinor > owed) throw fault("exceeds_balance", "/amount_minor", `Only ${owed} is owed.`);
  let left = amountMinor;
  return balances.flatMap(({ at, balance }) => {
    const amount = Math.min(left, balance);
    left -= amount;
    return amount > 0 ? [{ at, amount }] : [];
  });
}
