/**
 * The connections in a listing of `conntrack -L`, each by its original direction, which is the
 * same on both firewalls: state, timer and mark are not.
 */
export function connectionsIn(listing: string): readonly string[] {
  return listing.split("\n").flatMap((line) => ORIGINAL.exec(line)?.slice(0, 1) ?? []);
}

const ORIGINAL = /src=\S+ dst=\S+ sport=\d+ dport=\d+/;
