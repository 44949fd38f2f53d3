import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { problemOf } from "./api/problem.ts";
import { queries, queryClient } from "./api/queries.ts";
import type { Session } from "./api/types.ts";
import { NotFoundPage } from "./pages/not-found.tsx";
import { Shell } from "./shell/shell.tsx";
import { page } from "./urls.ts";

/** What an address says after its question mark; nothing where it is no text. */
export const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

export const signIn = createRoute({
  getParentRoute: () => root,
  path: page.signIn,
  validateSearch: (search): { next?: string | undefined } => ({ next: text(search.next) }),
  component: lazyRouteComponent(() => import("./pages/sign-in.tsx"), "SignInPage"),
});

/** Who is signed in; to the sign-in, and back from there, when nobody is. */
async function knownSession(href: string): Promise<Session> {
  try {
    return await queryClient.ensureQueryData(queries.session());
  } catch (error) {
    if (problemOf(error)?.status !== 401) throw error;
    throw redirect({ to: page.signIn, search: { next: href === page.dashboard ? undefined : href } });
  }
}

/** Where people work. */
export const desk = createRoute({
  getParentRoute: () => root,
  id: "desk",
  component: Shell,
  beforeLoad: async ({ location }) => {
    const { account } = await knownSession(location.href);
    // The screen in the waiting room sees what hangs there and nothing else.
    if (account.role === "display") throw redirect({ to: page.display });
  },
});

/** The wall of the waiting room: without the frame of the desk. */
export const display = createRoute({
  getParentRoute: () => root,
  path: page.display,
  validateSearch: (search): { clinic?: string | undefined } => ({ clinic: text(search.clinic) }),
  beforeLoad: async ({ location }) => void (await knownSession(location.href)),
  component: lazyRouteComponent(() => import("./pages/display.tsx"), "DisplayPage"),
});
