# Lets keepalived check the files $@, with any key for signed adverts.
mkdir -p /run/key
printf hex:%064d 7 >/run/key/vrrp-hmac
chmod 600 /run/key/vrrp-hmac
export CREDENTIALS_DIRECTORY=/run/key
for file; do
  keepalived -t -f "$file"
  echo "fw: $?"
done
