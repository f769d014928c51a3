import { ftpPython } from "../../lab/ftp-python.ts";

/**
 * pyftpdlib opens an active data connection as soon as it hears of the port. Most servers open it
 * when there is something to send, so that it may begin long after the firewalls were told: that is
 * the case worth proving.
 */
const PROGRAM = `
import sys
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import ActiveDTP, DTPHandler, FTPHandler, PassiveDTP
from pyftpdlib.servers import FTPServer

class Handler(FTPHandler):
    announced = None

    def ftp_PORT(self, line):
        self.announced = line
        self.respond("200 Remembered.")

    def ftp_LIST(self, path):
        line, self.announced = self.announced, None
        if line is not None:
            FTPHandler.ftp_PORT(self, line)
        return FTPHandler.ftp_LIST(self, path)

# A busy host's trial may take its time between an announcement and the fault.
ActiveDTP.timeout = PassiveDTP.timeout = DTPHandler.timeout = Handler.timeout = 3600
Handler.passive_ports = range(50000, 50100)
Handler.authorizer = DummyAuthorizer()
Handler.authorizer.add_anonymous(sys.argv[2])
FTPServer((sys.argv[1], 21), Handler).serve_forever()
`;

const ROOT = "/usr/share/common-licenses";

/** The command that runs the testers' FTP server at an address. */
export function ftpServerCommand(address: string): readonly string[] {
  return ftpPython(PROGRAM, [address, ROOT]);
}
