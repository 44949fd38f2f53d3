import type { Browser, Route } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

/** Two consultations of a patient today, both over and not paid; their payments. */
async function treatTwice(patient: number, times = ["09:00", "11:00"]): Promise<string[]> {
  const payments: string[] = [];
  for (const time of times) {
    const { appointment, payment } = (await clinic.desk.post("/appointments", {
      clinic_id: clinic.clinic.id,
      practitioner_id: clinic.practitioners[patient % 3]!.id,
      patient_id: clinic.patients[patient]!.id,
      service_id: clinic.services[0]!.id,
      starts_at: clinic.at(time),
      booking_source: "phone",
    })) as unknown as Record<"appointment" | "payment", { id: string }>;
    await clinic.desk.post(`/appointments/${appointment.id}/complete`, {});
    payments.push(payment.id);
  }
  return payments;
}

test.each<[Language, patient: number]>([
  ["en", 0],
  ["ar", 1],
  ["el", 2],
])("two visits of one day are paid at once, also by a double click (%s)", async (language, patient) => {
  const payments = await treatTwice(patient);
  const t = texts[language];
  await using desk = await openFrontDesk(browser, clinic, { language });
  const { page } = desk;
  await page.goto("/payments");
  const rows = page.getByRole("row", { name: new RegExp(clinic.patients[patient]!.name) });
  await rows.nth(1).getByRole("button", { name: t.action.collect }).click();
  await page.getByRole("dialog").getByRole("button", { name: t.money.wholeVisit }).click();

  const dialog = page.getByRole("dialog", { name: t.money.billTitle });
  const lines = dialog.getByRole("listitem");
  await expect.poll(() => lines.count(), { timeout: 15_000 }).toBe(2);
  await desk.shoot(`bill-${language}`);
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByText(t.payments.methods.visa, { exact: true }).click();
  await dialog.getByRole("button", { name: t.action.collect, exact: true }).dblclick();
  await rows.first().waitFor({ state: "detached" });
  for (const id of payments) {
    const { entries, status } = (await clinic.desk.get(`/payments/${id}`)) as unknown as {
      entries: object[];
      status: string;
    };
    expect([status, entries.length]).toEqual(["paid", 1]);
  }

  await page.getByText(t.payments.views.all, { exact: true }).click();
  await rows.nth(1).getByRole("button", { name: t.action.refund }).click();
  const paper = page.getByRole("dialog").getByRole("link", { name: t.money.bill });
  const answer = await page.request.get((await paper.getAttribute("href"))!);
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
});

test("who looks at a bill on which somebody else received money sees that first", async () => {
  const [first] = await treatTwice(3, ["10:00", "12:00"]);
  await using desk = await openFrontDesk(browser, clinic, { language: "en" });
  const { page } = desk;
  await page.goto("/payments");
  const rows = page.getByRole("row", { name: new RegExp(clinic.patients[3]!.name) });
  await rows.nth(1).getByRole("button", { name: texts.en.action.collect }).click();
  await page.getByRole("dialog").getByRole("button", { name: texts.en.money.wholeVisit }).click();
  const dialog = page.getByRole("dialog", { name: texts.en.money.billTitle });
  await dialog.getByRole("listitem").nth(1).waitFor();
  const meanwhile = async (route: Route) => {
    await clinic.desk.post(`/payments/${first!}/entries`, { kind: "receipt", amount_minor: 700, method: "cash" });
    await route.continue();
  };
  await page.route("**/visit-tickets/*/entries", meanwhile, { times: 1 });
  await dialog.getByRole("button", { name: texts.en.action.collect, exact: true }).click();
  await dialog.getByText(texts.en.problem.version_mismatch).waitFor();
  await dialog.getByText(/^\D*7\.00.* paid$/).waitFor();
  expect(await entriesOf(first!)).toBe(1);
});

async function entriesOf(paymentId: string): Promise<number> {
  const { entries } = (await clinic.desk.get(`/payments/${paymentId}`)) as unknown as { entries: object[] };
  return entries.length;
}
