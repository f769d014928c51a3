# Uses in a fresh network namespace what the kernel module $1 has.
set -e
card() { ip link add fw0 type veth peer name fw1; }
case $1 in
  8021q)
    card
    ip link add link fw0 name fw2 type vlan id 2
    ;;
  bonding) ip link add fw0 type bond ;;
  nft_flow_offload)
    card
    nft 'table inet fw {
      flowtable fast { hook ingress priority 0; devices = { fw0 }; }
      chain forward { type filter hook forward priority 0; meta l4proto tcp flow add @fast; }
    }'
    ;;
esac
