#!/bin/sh
# Has the provider move a floating address here: $1 is its place in the provider's interface.
set -eu
exec curl --silent --show-error --fail --max-time 5 --retry 3 --retry-connrefused \
  --request PUT --data "server=$FW_MEMBER" "$1"
