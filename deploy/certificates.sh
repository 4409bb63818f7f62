#!/bin/sh
# Makes the certificate of Elasticsearch in the folder certificates beside this file, for compose.yaml:
# ca.pem, elasticsearch.pem and elasticsearch.key. The authority's own key is thrown away, so nobody
# can make another certificate that is trusted. To exchange it, remove the folder, run this again, and
# restart all services. It holds for ten years.
set -eu
umask 027
folder="$(dirname "$0")/certificates"
if [ -e "$folder/elasticsearch.key" ]; then
    echo "$folder is there already." >&2
    exit 0
fi
mkdir -p "$folder"
authority=$(mktemp)
trap 'rm -f "$authority" "$folder/request"' EXIT
openssl req -x509 -newkey rsa:3072 -noenc -days 3650 -subj "/CN=Exempelbanken, authority" \
    -addext "keyUsage=critical,keyCertSign,cRLSign" -keyout "$authority" -out "$folder/ca.pem" 2>/dev/null
openssl req -newkey rsa:3072 -noenc -subj "/CN=elasticsearch" \
    -keyout "$folder/elasticsearch.key" -out "$folder/request" 2>/dev/null
printf '%s\n' 'subjectAltName=DNS:elasticsearch,DNS:localhost,IP:127.0.0.1' \
    'basicConstraints=critical,CA:FALSE' 'extendedKeyUsage=serverAuth' \
    'subjectKeyIdentifier=hash' 'authorityKeyIdentifier=keyid' |
    openssl x509 -req -in "$folder/request" -days 3650 -CA "$folder/ca.pem" -CAkey "$authority" \
        -extfile /dev/stdin -out "$folder/elasticsearch.pem" 2>/dev/null
# Elasticsearch's image runs with the group 0, ours as 10001.
chmod 755 "$folder"
chmod 644 "$folder/ca.pem" "$folder/elasticsearch.pem"
chmod 640 "$folder/elasticsearch.key"
chgrp 0 "$folder/elasticsearch.key" 2>/dev/null ||
    echo "Give $folder/elasticsearch.key the group 0: sudo chgrp 0 $folder/elasticsearch.key" >&2
