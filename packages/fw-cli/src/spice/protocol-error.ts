/** What a peer sent does not fit the protocol: its connection is closed. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}
