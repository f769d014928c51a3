/** The directory of the role and of the notifications. */
export const runDirectory: string = "/run/fw-ha";

/** keepalived writes its notifications here. */
export const notifyFifo: string = `${runDirectory}/notify`;

/** The handler writes `primary`, `backup` or `fault` here; absent before the first event. */
export const roleFile: string = `${runDirectory}/role`;

/** The handler's program. */
export const notifyHandler: string = "/usr/local/lib/fw/notify-handler";

/** `1` while this firewall's copies of the peer's connections may be incomplete, else `0`. */
export const staleFile: string = `${runDirectory}/stale`;

/** The program that watches the sync. */
export const syncWatch: string = "/usr/local/lib/fw/sync-watch";

/** The program that remembers whose expected connections are. */
export const expectationsProgram: string = "/usr/local/lib/fw/expectations";

/** conntrackd takes its commands here. */
export const controlSocket: string = "/var/run/conntrackd.ctl";

/** The name of the credential that holds the key of signed adverts. */
export const hmacCredential: string = "vrrp-hmac";
