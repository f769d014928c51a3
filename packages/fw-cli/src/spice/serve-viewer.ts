import { type Duplex, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

import { type Channel, linkChannel, type Passage } from "./link-channel.ts";
import { mainChannelFilter } from "./main-channel.ts";
import { ProtocolError } from "./protocol-error.ts";
import type { Direction, Sharing } from "./sharing.ts";

/** What a viewer may take from its connection to the end of the link stage. */
const LINK_MS = 10_000;
const LAST_WORDS_MS = 2_000;
/** Both directions listen, each for several events; Node warns of a leak from eleven on. */
const MOST_LISTENERS = 20;

/**
 * Serves one connection of a viewer, which is one of its channels, until it ends.
 *
 * @param linked called when the viewer has been let in
 * @returns why it ended, when it was not the viewer or the machine that ended it
 */
export async function serveViewer(
  viewer: Duplex,
  passage: Passage,
  linked: () => void = () => undefined,
): Promise<string | undefined> {
  const closed = new AbortController();
  viewer.once("close", () => closed.abort(new ProtocolError("the viewer has gone")));
  viewer.on("error", () => undefined); // it is closed then
  viewer.setMaxListeners(MOST_LISTENERS);
  const late = setTimeout(
    () => closed.abort(new ProtocolError(`no viewer within ${LINK_MS / 1000} s`)),
    LINK_MS,
  );
  try {
    const channel = await linkChannel(viewer, passage, closed.signal);
    clearTimeout(late);
    linked();
    await relay(viewer, channel, passage.sharing);
    return undefined;
  } catch (error) {
    if (error instanceof ProtocolError) return error.message;
    throw error;
  } finally {
    clearTimeout(late);
    leave(viewer);
    closed.abort();
  }
}

/** What it was told last may still be on its way. */
function leave(viewer: Duplex): void {
  if (!viewer.writableEnded || viewer.writableFinished) {
    viewer.destroy();
    return;
  }
  const impatient = setTimeout(() => viewer.destroy(), LAST_WORDS_MS);
  viewer.once("finish", () => viewer.destroy());
  viewer.once("close", () => clearTimeout(impatient));
}

/** Passes on what both say until one of them ends. */
async function relay(
  viewer: Duplex,
  { server, filtered }: Channel,
  sharing: Sharing,
): Promise<void> {
  const way = (from: Duplex, to: Duplex, direction: Direction): Promise<void> =>
    pipeline([from, ...(filtered ? [filter(sharing, direction)] : []), to]).finally(() => {
      viewer.destroy();
      server.destroy();
    });
  const ways = [way(viewer, server, "to-guest"), way(server, viewer, "to-host")];
  // That the other side has gone is no fault.
  for (const ended of await Promise.allSettled(ways)) {
    if (ended.status === "rejected" && ended.reason instanceof ProtocolError) throw ended.reason;
  }
}

function filter(sharing: Sharing, direction: Direction): Transform {
  const pass = mainChannelFilter(sharing, direction);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        done(null, pass(chunk));
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
