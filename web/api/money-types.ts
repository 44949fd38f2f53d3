import type { z } from "zod";
import type { adjustment, entry, waiver } from "../../src/billing/schemas.ts";
import type { cashDrawer, closingDay, dayClose, drawerCount, newDrawer } from "../../src/billing/till-schemas.ts";
import type { bill, billEntry } from "../../src/reception/money/bill-schemas.ts";

export type PaymentEntry = z.infer<typeof entry>;
export type PaymentAdjustment = z.infer<typeof adjustment>;
export type Waiver = z.input<typeof waiver>;
export type CashDrawer = z.infer<typeof cashDrawer>;
export type NewDrawer = z.input<typeof newDrawer>;
export type DrawerCount = z.input<typeof drawerCount>;
export type DayClose = z.infer<typeof dayClose>;
export type Takings = DayClose["takings"][number];
export type ClosingDay = z.input<typeof closingDay>;
export type Bill = z.infer<typeof bill>;
export type BillEntry = z.input<typeof billEntry>;
