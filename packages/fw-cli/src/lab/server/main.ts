// The lab host's servers: started inside the lab's namespace, one process, no privileges.
import { createServer as createHttpServer } from "node:http";
import { createServer as createTcpServer, type Server } from "node:net";

import { dropPrivileges, ownerOf } from "../../host/owner.ts";
import { offeredServices, type OfferedService } from "./services.ts";

const [host = "", address = "127.0.0.1", runAs] = process.argv.slice(2);

function server(kind: Exclude<OfferedService["kind"], "ftp">, name: string): Server {
  switch (kind) {
    case "echo":
      return createTcpServer((socket) => {
        socket.setNoDelay(true);
        socket.on("error", () => socket.destroy());
        socket.pipe(socket);
      });
    case "ssh-banner":
      return createTcpServer((socket) => {
        socket.on("error", () => socket.destroy());
        socket.write(`SSH-2.0-${host}\r\n`);
      });
    case "http":
      return createHttpServer((request, response) => {
        response.setHeader("content-type", "text/plain");
        response.end(`${name} on ${host}, asked by ${request.socket.remoteAddress ?? "?"}\n`);
      });
  }
}

// After the code is loaded nothing needs the rights of root any more.
if (runAs !== undefined) dropPrivileges(ownerOf(runAs));
for (const { kind, name, port } of offeredServices) {
  if (kind !== "ftp") server(kind, name).listen({ host: address, port });
}
