import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Waits for the reply of a code on the control connection. */
export type Reply = (code: number) => Promise<string>;

/** Announces a port over the control connection, and gives the data connection when it is wanted. */
type Announcement = (control: Socket, reply: Reply) => Promise<() => Promise<Socket>>;

/** Asks the server for a port (RFC 959, PASV), to which the client connects. */
export const announcePassive: Announcement = async (control, reply) => {
  control.write("PASV\r\n");
  const port = portIn(await reply(227));
  return async () => {
    const { localAddress = "", remoteAddress: host = "" } = control;
    const data = connect({ host, port, localAddress });
    await once(data, "connect");
    return data;
  };
};

/** Tells the server a port of the client's own (RFC 959, PORT), to which the server connects. */
export const announceActive: Announcement = async (control, reply) => {
  const server = createServer({ pauseOnConnect: true });
  server.listen({ host: control.localAddress ?? "", port: 0 });
  await once(server, "listening");
  const accepted = once(server, "connection").then(([data]: Socket[]) => data as Socket);
  const { address, port } = server.address() as AddressInfo;
  const words = [...address.split("."), Math.floor(port / 256), port % 256];
  control.write(`PORT ${words.join(",")}\r\n`);
  await reply(200);
  return async () => {
    const data = await accepted;
    server.close();
    // A client takes its data from nobody but its server: others may only want it to.
    if (data.remoteAddress === control.remoteAddress) return data;
    throw new Error(`${data.remoteAddress} connected in place of ${control.remoteAddress}`);
  };
};

/** The port in `227 Entering passive mode (h1,h2,h3,h4,p1,p2)` (RFC 959, 4.1.2). */
function portIn(line: string): number {
  const [high = 0, low = 0] = (/\((?:\d+,){4}(\d+),(\d+)\)/.exec(line)?.slice(1) ?? []).map(Number);
  return high * 256 + low;
}
