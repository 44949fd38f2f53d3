import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";

/** The way between a server and its PostgreSQL, which a test can break: as if the database, or the network before it, were gone. */
export interface DatabaseWire {
  /** The owner's address through the wire. */
  ownerUrl: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Connections stay, and new ones are accepted, but nothing passes any more, in either direction. */
  swallow(): void;
  /** What comes from now on passes. Connections that swallowed something end. */
  mend(): void;
  close(): Promise<void>;
}

export async function openDatabaseWire(ownerUrl: string): Promise<DatabaseWire> {
  let passing: "all" | "cut" | "nothing" = "all";
  const open = new Set<Socket>();
  const swallowing = new Set<Socket>();
  const endAll = (sockets: Set<Socket>) => sockets.forEach((socket) => socket.destroy());
  const lead = (from: Socket, to: Socket) => {
    open.add(from);
    from.on("error", () => {});
    from.on("close", () => {
      open.delete(from);
      to.destroy();
    });
    from.on("data", (chunk) => {
      if (passing === "all") to.write(chunk);
      else swallowing.add(from);
    });
  };
  const server = createServer({ noDelay: true }, (near) => {
    if (passing === "cut") {
      near.resetAndDestroy();
      return;
    }
    const far = connectTo(ownerUrl);
    lead(near, far);
    lead(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ownerUrl: addressThrough(ownerUrl, (server.address() as AddressInfo).port),
    cut: () => {
      passing = "cut";
      endAll(open);
    },
    swallow: () => void (passing = "nothing"),
    mend: () => {
      passing = "all";
      endAll(swallowing);
      swallowing.clear();
    },
    close: async () => {
      endAll(open);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An embedded PostgreSQL listens on a socket in a folder, which its address names in the query. */
function connectTo(ownerUrl: string): Socket {
  const { searchParams, port, hostname } = new URL(ownerUrl);
  const folder = searchParams.get("host");
  return folder ? connect(join(folder, `.s.PGSQL.${port || 5432}`)) : connect(Number(port || 5432), hostname);
}

function addressThrough(ownerUrl: string, port: number): string {
  const url = new URL(ownerUrl);
  url.searchParams.delete("host");
  [url.hostname, url.port] = ["127.0.0.1", String(port)];
  return url.toString();
}
