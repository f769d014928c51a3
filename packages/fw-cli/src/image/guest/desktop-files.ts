import { shellText } from "../../guest/shell.ts";
import { type GuestFile, program, text } from "./files.ts";

const session = `[Unit]
Description=Desktop on the machine's screen
After=systemd-logind.service
Wants=systemd-logind.service

[Service]
User=user
PAMName=desktop
Environment=XDG_SESSION_TYPE=x11 LANG=C.UTF-8
WorkingDirectory=~
TTYPath=/dev/tty1
TTYReset=yes
TTYVHangup=yes
StandardInput=tty
StandardOutput=journal
ExecStart=/usr/lib/fw/desktop
Restart=always
RestartSec=1

[Install]
WantedBy=multi-user.target
`;

// A session of logind's, which gives the screen and the input devices to its user.
const pam = `auth required pam_permit.so
account required pam_permit.so
session required pam_systemd.so
`;

// Without /dev/uinput the daemon dies each time a viewer comes.
const agent = `[Unit]
StartLimitIntervalSec=0
Wants=modprobe@uinput.service
After=modprobe@uinput.service

[Service]
RestartSec=1
`;

// Viewers may come and go as often as they like.
const agentSocket = `[Unit]
StartLimitIntervalSec=0

[Socket]
TriggerLimitIntervalSec=0
`;

// A font with the letters of many languages. Wide enough to be under the pointer, and so to have the
// keyboard, while there is no window manager yet.
const terminal = `XTerm*faceName: DejaVu Sans Mono
XTerm*faceSize: 10
XTerm*geometry: 100x34
XTerm*selectToClipboard: true
`;

/** Our own files in a guest with a desktop, beside those of every guest. */
export const desktopFiles: readonly GuestFile[] = [
  text("etc/pam.d/desktop", pam),
  text("etc/systemd/system/desktop.service", session),
  text("etc/systemd/system/spice-vdagentd.service.d/lab.conf", agent),
  text("etc/systemd/system/spice-vdagentd.socket.d/lab.conf", agentSocket),
  program("usr/lib/fw/clipboard-agent", shellText("clipboard-agent")),
  program("usr/lib/fw/desktop", shellText("desktop")),
  program("usr/lib/fw/desktop-session", shellText("desktop-session")),
  program("usr/lib/fw/follow-screen", shellText("follow-screen")),
  text("usr/lib/fw/terminal.resources", terminal),
];
