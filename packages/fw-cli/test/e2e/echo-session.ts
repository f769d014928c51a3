import { createInterface } from "node:readline";

import { eventually } from "./eventually.ts";
import { startFw } from "./fw.ts";

/** One TCP connection from the client machine to omarine's echo service, which asks again and again. */
export interface EchoSession {
  /** How many questions were answered so far. */
  answers(): number;
  /** How many answers were not what was asked. */
  mistakes(): number;
  /** Resolves when `count` questions have been answered in all. */
  answered(count: number): Promise<void>;
  /** The longest time between two answers, by the client's own clock. */
  longestGapMs(): number;
  medianGapMs(): number;
  end(): Promise<void>;
}

/** Asks 20 times a second on one connection; prints the time in microseconds and the answer. */
const SCRIPT = `
exec 3<>/dev/tcp/192.168.0.3/7 || exit 1
for ((n = 1; ; n++)); do
  echo "$n" >&3
  read -r answer <&3 || exit 2
  echo "$EPOCHREALTIME $n $answer"
  sleep 0.05
done`;

/** Opens the session; it is one process on the client and one connection for its whole life. */
export async function echoSession(env: Readonly<Record<string, string>>): Promise<EchoSession> {
  const times: number[] = [];
  let mistakes = 0;
  const { child, result } = startFw(["exec", "client", "--", "bash", "-c", SCRIPT], env);
  if (child.stdout === null) throw new Error("the session has no output");
  createInterface({ input: child.stdout }).on("line", (line) => {
    const [time = "", asked, answer] = line.split(" ");
    if (asked !== answer) mistakes += 1;
    times.push(Number(time.replace(",", ".")) * 1000);
  });
  const gaps = (): number[] => times.slice(1).map((time, index) => time - (times[index] ?? time));
  const session: EchoSession = {
    answers: () => times.length,
    mistakes: () => mistakes,
    answered: (count) =>
      eventually(async () => {
        if (child.exitCode !== null)
          throw new Error(`the echo session ended after ${times.length} answers`);
        if (times.length < count) throw new Error(`${times.length} of ${count} answers`);
      }, 60_000),
    longestGapMs: () => Math.max(...gaps()),
    medianGapMs: () => gaps().toSorted((a, b) => a - b)[Math.floor(gaps().length / 2)] ?? NaN,
    async end() {
      child.kill("SIGINT");
      await result;
    },
  };
  await session.answered(3);
  return session;
}
