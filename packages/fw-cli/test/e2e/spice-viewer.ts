import { once } from "node:events";

import { execa } from "execa";

const PROGRAM = new URL("spice-viewer.py", import.meta.url).pathname;

/** How a viewer connects: the properties of spice-gtk's session. */
export type Session = Readonly<Record<string, string>>;

/** A viewer that stays. */
export interface Viewer extends AsyncDisposable {
  /** What happened first: its picture came, or its main channel failed. */
  readonly first: string;
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>;
}

/** Connects with spice-gtk. */
export async function openViewer(session: Session): Promise<Viewer> {
  const viewer = execa("/usr/bin/python3", [PROGRAM], { reject: false, buffer: false });
  viewer.stdin.write(`${JSON.stringify(session)}\n`);
  const [line] = await Promise.race([
    once(viewer.stdout, "data"),
    viewer.then(() => ['{"event":"it ended"}']),
  ]);
  const { event } = JSON.parse(String(line).split("\n")[0] ?? "") as { readonly event: string };
  return {
    first: event,
    ended: viewer.then(() => undefined),
    async [Symbol.asyncDispose]() {
      viewer.stdin.end();
      await viewer;
    },
  };
}

/** What happens first when a viewer connects so. */
export async function connectOnce(session: Session): Promise<string> {
  await using viewer = await openViewer(session);
  return viewer.first;
}
