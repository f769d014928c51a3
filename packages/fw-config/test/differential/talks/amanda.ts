import type { FollowUp } from "../follow-up.ts";
import type { Talk } from "./talk.ts";

/** The server says on which ports it waits for the client's backup. */
export function amanda(talk: Talk): readonly FollowUp[] {
  const [data, mesg, index] = [51_000, 52_000, 53_000].map((port) => port + talk.begun.first.id);
  return [
    talk.fromServer(`CONNECT DATA ${data} MESG ${mesg} INDEX ${index}\n`),
    ...[data, mesg, index].map((destinationPort = 0) =>
      talk.towardsServer({ sourcePort: 40_000, destinationPort }),
    ),
  ];
}
