/** What the page uses of noVNC, which brings no types of its own (docs/API.md of its package). */
declare module "@novnc/novnc" {
  export default class RFB extends EventTarget {
    constructor(target: HTMLElement, channel: WebSocket);
    /** Makes the picture as large as its place, whatever the guest's resolution. */
    scaleViewport: boolean;
    /** CSS background of the place around the picture. */
    background: string;
    focus(): void;
    disconnect(): void;
    sendCtrlAltDel(): void;
  }
}
