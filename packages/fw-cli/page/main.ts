import RFB from "@novnc/novnc";

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
};
const button = (id: string): HTMLButtonElement => element(id) as HTMLButtonElement;

const place = element("screen");
const status = element("status");
const again = button("connect");
const reset = button("reset");

/** Opens the screen; its picture is there until the other side ends it. */
function connect(): void {
  const url = new URL("screen", location.href);
  url.protocol = "ws:";
  const channel = new WebSocket(url);
  let reason = "";
  channel.addEventListener("close", (event) => (reason = event.reason));

  const screen = new RFB(place, channel);
  screen.scaleViewport = true;
  screen.background = "transparent";
  const press = (): void => {
    screen.sendCtrlAltDel();
    screen.focus();
  };
  again.hidden = true;
  status.textContent = "connecting";
  screen.addEventListener("connect", () => {
    status.textContent = "connected";
    reset.disabled = false;
    reset.addEventListener("click", press);
    screen.focus();
  });
  screen.addEventListener("disconnect", () => {
    status.textContent = reason === "" ? "the connection has ended" : reason;
    reset.disabled = true;
    reset.removeEventListener("click", press);
    again.hidden = false;
  });
}

again.addEventListener("click", connect);
button("full").addEventListener("click", () => void place.requestFullscreen());

const about = (await (await fetch("about.json")).json()) as { readonly title: string };
document.title = about.title;
element("name").textContent = about.title;
connect();
