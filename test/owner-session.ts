import pg from "pg";

const sessions = new Map<string, Promise<pg.Client>>();

/**
 * The owner's session with a test's database, for what is asked often: a new one reads the catalog and plans for longer than it
 * works. It ends with its database.
 */
export function ownerSession(ownerUrl: string): Promise<pg.Client> {
  let session = sessions.get(ownerUrl);
  if (session === undefined) {
    session = open(ownerUrl);
    sessions.set(ownerUrl, session);
  }
  return session;
}

async function open(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client(ownerUrl);
  client.on("error", () => {});
  client.on("end", () => sessions.delete(ownerUrl));
  await client.connect();
  return client;
}
