set -eu
# The password is locked: the session needs none, and nobody logs in with one.
useradd --create-home --shell /bin/bash --password '!' user
# Only the desktop's own session is logind's: those of root's consoles would start a process or two each.
pam-auth-update --package --remove systemd
ln -s /dev/null /etc/tmpfiles.d/systemd-nologin.conf
