/** The directory of the role and of the notifications. */
export const RUN_DIRECTORY = "/run/fw-ha";

/** keepalived writes its notifications here. */
export const NOTIFY_FIFO: string = `${RUN_DIRECTORY}/notify`;

/** The handler writes `primary`, `backup` or `fault` here; absent before the first event. */
export const ROLE_FILE: string = `${RUN_DIRECTORY}/role`;

/** The handler's program. */
export const NOTIFY_HANDLER = "/usr/local/lib/fw/notify-handler";

/** The handler writes each new role here, for {@link HOOKS_PROGRAM}. */
export const HOOKS_FIFO: string = `${RUN_DIRECTORY}/hooks`;

/** The program that runs the operator's programs. */
export const HOOKS_PROGRAM = "/usr/local/lib/fw/hooks";

/** `1` while this firewall's copies of the peer's connections may be incomplete, else `0`. */
export const STALE_FILE: string = `${RUN_DIRECTORY}/stale`;

/** The program that watches the sync. */
export const SYNC_WATCH = "/usr/local/lib/fw/sync-watch";

/** The program that remembers whose expected connections are. */
export const EXPECTATIONS_PROGRAM = "/usr/local/lib/fw/expectations";

/** conntrackd takes its commands here. */
export const CONTROL_SOCKET = "/var/run/conntrackd.ctl";

/** The name of the credential that holds the key of signed adverts. */
export const HMAC_CREDENTIAL = "vrrp-hmac";
