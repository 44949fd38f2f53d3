import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { signIn } from "../people/sign-in.ts";
import { foundOrganization } from "./found-organization.ts";

let organization: TestOrganization;
beforeAll(async () => {
  organization = await openTestOrganization();
});
afterAll(() => organization.close());

const founding = {
  slug: "asklepieion",
  name: "Asklepieion",
  currency: "EUR",
  country: "GR",
  email: "Admin@Kos.example",
  adminName: "Hygieia",
};

test("its admin can sign in, and nobody else is there", async () => {
  const { id, email, password } = await foundOrganization(organization.house, founding);
  const session = await signIn(organization.house, email, password);
  expect(session.organization).toMatchObject({ id, slug: "asklepieion", currency: "EUR", country: "GR" });
  expect(session.account).toMatchObject({ role: "admin", name: "Hygieia" });
  const again = foundOrganization(organization.house, founding);
  await expect(again).rejects.toMatchObject({ code: "already_exists", errors: [{ pointer: "/slug" }] });
});

test.each([
  ["/slug", { slug: "Not A Slug" }],
  ["/currency", { currency: "EURO" }],
  ["/country", { country: "Greece" }],
  ["/email", { email: "nobody" }],
])("%s is refused", async (pointer, wrong) => {
  const before = await organization.postgres.directory("select id from organizations", []);
  const refused = foundOrganization(organization.house, { ...founding, slug: "another", ...wrong });
  await expect(refused).rejects.toMatchObject({ code: "invalid_request", errors: [{ pointer }] });
  expect(await organization.postgres.directory("select id from organizations", [])).toEqual(before);
});
