import type { Model, Node, Vm } from "fw-config";

/** The model of a lab that nobody looks at: it takes no ports of the host, which another lab may have. */
export function withoutRemoteScreens(model: Model): Model {
  return { ...model, nodes: model.nodes.map(withoutRemoteScreen) };
}

function withoutRemoteScreen(node: Node): Node {
  if (node.vm?.spice?.remote === undefined) return node;
  const { remote: _remote, ...spice } = node.vm.spice;
  const vm: Vm = { ...node.vm, spice };
  return { ...node, vm };
}
