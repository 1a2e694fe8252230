#!/usr/bin/env bash
# Sends one payload with OpenSSL and curl, and verifies the receipt: send.sh URL KEYS TYPE FILE
# KEYS is the folder of the sending node, as cdx keygen makes it. Needs bash, curl, jq and OpenSSL 3.
# Exits with 0 when it has the receipt, with 1 when the message was refused for good, with 3 when nothing is known.
set -euo pipefail

url=$1 keys=$2 type=$3 file=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
user=(-pkeyopt distid:1234567812345678)
base_path=/${url#*//*/}

fail() { echo "$2" >&2; exit "$1"; }
b64() { openssl base64 -A; }
sm3() { openssl dgst -sm3 -binary "$1"; }

# The node that a certificate names, and the id of its key.
node_of() { openssl x509 -in "$1" -noout -ext subjectAltName | grep -o 'urn:cdx:node:[^,]*' | cut -d: -f4-; }
key_id() { echo "$(node_of "$1")#$(openssl x509 -in "$1" -outform DER | openssl dgst -sm3 -r | cut -c1-16)"; }

# r‖s from the DER of OpenSSL, and back.
to_raw() {
  openssl asn1parse -inform DER -in "$1" | sed -n 's/.*INTEGER *://p' | while read -r number; do
    printf '%64s' "$number" | tr ' ' 0
  done | xxd -r -p
}
to_der() {
  local hex
  hex=$(xxd -p -c 64 "$1")
  printf 'asn1=SEQUENCE:s\n[s]\nr=INTEGER:0x%s\ns=INTEGER:0x%s\n' "${hex:0:64}" "${hex:64:64}" > "$work/asn1"
  openssl asn1parse -genconf "$work/asn1" -noout -out "$2"
}

# A UUID of version 7.
new_id() {
  local time random
  time=$(printf '%012x' "$(date +%s%3N)")
  random=$(openssl rand -hex 10)
  echo "${time:0:8}-${time:8:4}-7${random:0:3}-a${random:3:3}-${random:6:12}"
}

# Who answers there: asked without signature, believed because of its certificate.
curl -fsS "$url/node" > "$work/node.json" || fail 3 'The node does not answer'
receiver=$(jq -r .node "$work/node.json")
jq -r '.certificates[0]' "$work/node.json" | fold -w 64 | sed '1i -----BEGIN CERTIFICATE-----' > "$work/hub.pem"
echo '-----END CERTIFICATE-----' >> "$work/hub.pem"
openssl verify -CAfile "$keys/root.pem" -vfyopt distid:1234567812345678 "$work/hub.pem" > /dev/null || fail 3 'The certificate does not lead to the root'
[ "$(node_of "$work/hub.pem")" = "$receiver" ] || fail 3 'The certificate names another node'
openssl x509 -in "$work/hub.pem" -noout -pubkey > "$work/hub-key.pem"

# The message, whose bytes no attempt changes.
sender=$(node_of "$keys/certificate.pem")
id=$(new_id)
jq -cj --arg id "$id" --arg type "$type" --arg sender "$sender" --arg receiver "$receiver" --arg at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
  '{standard: "1.0", messageId: $id, type: $type, operation: "upsert", sender: $sender, receiver: $receiver, sentAt: $at, payload: .}' \
  "$file" > "$work/body"

# Signs the request: a base of one line for each component, then the parameters (RFC 9421).
sign() {
  digest="sm3=:$(sm3 "$work/body" | b64):"
  parameters='("@method" "@path" "@query" "cdx-sender" "cdx-receiver" "content-type" "content-digest")'
  parameters+=";created=$(date +%s);nonce=\"$(openssl rand -hex 16)\";keyid=\"$(key_id "$keys/certificate.pem")\";alg=\"sm2-sm3\";tag=\"cdx-1\""
  printf '%s\n' '"@method": POST' "\"@path\": $base_path/messages" '"@query": ?' "\"cdx-sender\": $sender" "\"cdx-receiver\": $receiver" \
    '"content-type": application/json' "\"content-digest\": $digest" > "$work/base"
  printf '%s' "\"@signature-params\": $parameters" >> "$work/base"
  openssl pkeyutl -sign -inkey "$keys/key.pem" -rawin -digest sm3 "${user[@]}" -in "$work/base" -out "$work/signature.der"
  signature=":$(to_raw "$work/signature.der" | b64):"
}

post() {
  curl -sS -o "$work/answer" -D "$work/headers" --max-time 30 --data-binary "@$work/body" -H 'content-type: application/json' -H 'accept:' \
    -H "cdx-sender: $sender" -H "cdx-receiver: $receiver" -H "content-digest: $digest" \
    -H "signature-input: cdx=$parameters" -H "signature: cdx=$signature" "$url/messages"
}

field() { tr -d '\r' < "$work/headers" | sed -n "s/^$1: //Ip" | tail -1; }

# Verifies the answer: the same base, made of what was sent and of what came back.
verify() {
  local input covered component value
  input=$(field signature-input); input=${input#cdx=}
  covered=$(sed 's/^(\([^)]*\)).*/\1/' <<< "$input")
  for component in '"@status"' '"cdx-sender"' '"cdx-receiver"' '"cdx-request"' '"@method";req' '"@path";req' '"content-type"' '"content-digest"' \
    '"signature-input";req;key="cdx"' '"signature";req;key="cdx"' '"content-digest";req'; do
    [[ " $covered " == *" $component "* ]] || { echo "The answer does not cover $component" >&2; return 1; }
  done
  : > "$work/answer-base"
  for component in $covered; do
    case $component in
      '"@status"') value=$(sed -n '1s/^[^ ]* \([0-9]*\).*/\1/p' "$work/headers") ;;
      '"@method";req') value=POST ;;
      '"@path";req') value=$base_path/messages ;;
      '"content-digest";req') value=$digest ;;
      '"signature-input";req;key="cdx"') value=$parameters ;;
      '"signature";req;key="cdx"') value=$signature ;;
      *) value=$(field "$(tr -d '"' <<< "$component")") ;;
    esac
    printf '%s: %s\n' "$component" "$value" >> "$work/answer-base"
  done
  printf '"@signature-params": %s' "$input" >> "$work/answer-base"
  [ "$(field cdx-receiver)" = "$sender" ] && [ "$(field cdx-sender)" = "$receiver" ] || return 1
  [[ $input == *";keyid=\"$(key_id "$work/hub.pem")\";"* && $input == *';alg="sm2-sm3"'* && $input == *';tag="cdx-1"'* ]] || return 1
  local created=${input#*;created=} now
  created=${created%%;*}; now=$(date +%s)
  (( now - created <= 300 && created - now <= 300 )) || return 1
  [ "$(field content-digest)" = "sm3=:$(sm3 "$work/answer" | b64):" ] || return 1
  field signature | sed 's/^cdx=:\(.*\):$/\1/' | openssl base64 -d -A > "$work/raw"
  to_der "$work/raw" "$work/answer.der"
  openssl pkeyutl -verify -pubin -inkey "$work/hub-key.pem" -rawin -digest sm3 "${user[@]}" -in "$work/answer-base" -sigfile "$work/answer.der" > /dev/null
}

is_receipt() {
  jq -e --arg id "$id" --arg type "$type" --arg sender "$sender" --arg receiver "$receiver" --arg digest "$(openssl dgst -sha256 -r "$work/body" | cut -c1-64)" \
    '.messageId == $id and .type == $type and .operation == "upsert" and .sender == $sender and .receiver == $receiver and .bodyDigest == $digest' \
    "$work/answer" > /dev/null
}

# Codes after which it tries again although they are verified; every other one that is not retryable is final.
again='not-found|parts-missing|method-not-allowed'
pause=1
for attempt in 1 2 3 4; do
  sign
  wait=$pause
  if post && verify; then
    code=$(jq -r '.code // ""' "$work/answer")
    if [ "$(field cdx-request)" = verified ]; then
      if [ -z "$code" ]; then
        is_receipt || fail 3 'The receipt is of something else'
        cat "$work/answer"; echo
        exit 0
      fi
      [ "$(jq -r .retryable "$work/answer")" = true ] || [[ $code =~ ^($again)$ ]] || fail 1 "$code: $(jq -r .detail "$work/answer")"
      after=$(jq -r '.retryAfter // 0' "$work/answer")
      (( after > wait )) && wait=$after
    fi
    echo "$code" >&2
  else
    echo 'no answer' >&2
  fi
  (( attempt < 4 )) && sleep "$wait"
  pause=$((pause * 2))
done
fail 3 'Nothing is known of the message'
