import { builtinServices } from "../../services/builtin.ts";

const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, sec: 1000, m: 60_000 };

/** `1s` and `500ms` as plain milliseconds. */
export function durationHint(value: string): string | undefined {
  const [, digits = "", unit = "ms"] = /^(\d+(?:\.\d+)?) ?(ms|s|sec|m)?$/.exec(value) ?? [];
  if (digits === "") return undefined;
  return `write ${Number(digits) * (milliseconds[unit] ?? 1)}: a number of milliseconds`;
}

const example = (protocol: string, port: string): string =>
  `define it under \`services\`, like \`app: { protocol: ${protocol}, ports: [${port}] }\`, and name it here`;

/** `tcp/443`, `443/tcp` or 8443 where the name of a service belongs. */
export function serviceHint(value: string | number): string | undefined {
  const [, before, port = "", after] =
    /^(?:(tcp|udp|sctp|dccp)[/:])?([1-9]\d{0,4}(?:-\d+)?)(?:[/:](tcp|udp|sctp|dccp))?$/.exec(
      String(value).toLowerCase(),
    ) ?? [];
  if (port === "") return undefined;
  const protocol = before ?? after ?? "tcp";
  const known = [...builtinServices].find(([, matches]) =>
    matches.every(
      (match) =>
        match.kind === "ports" &&
        match.protocol === protocol &&
        match.ports.every(({ low, high }) => low === Number(port) && high === Number(port)),
    ),
  );
  return known === undefined
    ? `services have names: ${example(protocol, port)}`
    : `services have names: write \`${known[0]}\`, or ${example(protocol, port)}`;
}

/** A list of ports or a range that is written in another way. */
export function portsHint(value: string): string | undefined {
  const text = value.replaceAll(/\s/g, "");
  const range = /^([1-9]\d{0,4})[:-]([1-9]\d{0,4})$/.exec(text);
  if (range !== null) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    return low < high && high <= 65_535 ? `write ${low}-${high}` : undefined;
  }
  if (!/^\d+([:-]\d+)?([,;]\d+([:-]\d+)?)+$/.test(text)) return undefined;
  return `write a list: [${text.replaceAll(/[,;]/g, ", ").replaceAll(":", "-")}]`;
}
