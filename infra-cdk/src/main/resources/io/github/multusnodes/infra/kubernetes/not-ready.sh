#!/bin/bash
# Takes the startup taint off this pod's own node once pods can get their Multus interfaces there.
# Nothing here ends it: what is lacking, or an API server that does not answer, is waited for.
set -uo pipefail

: "${NODE_NAME:?}" "${TAINT:?}" "${PLUGINS=}" "${ON_DISK=}"
host=${KUBERNETES_SERVICE_HOST:-kubernetes.default.svc}
[[ $host != *:* ]] || host="[$host]"
api=${API:-https://$host:${KUBERNETES_SERVICE_PORT:-443}}
account=${ACCOUNT:-/var/run/secrets/kubernetes.io/serviceaccount}
root=${ROOT:-}            # tests have the node's files elsewhere
poll=${POLL_SECONDS:-2}   # while something is lacking on the node
most=${MOST_SECONDS:-30}  # between calls that fail
rest=${REST_SECONDS:-300} # once the taint is gone

said=
say() { # what has not been said last, and details
  [ "$1" = "$said" ] || printf '%(%FT%TZ)T %s: %s%s\n' -1 "$NODE_NAME" "$1" "${2:+: ${2:0:300}}"
  said=$1
}

pause() { # seconds; ends at once with the pod
  sleep "$1" &
  wait $!
}
trap 'exit 0' TERM INT

# The first thing that pods would lack, or nothing.
lacking() {
  local stable link state plugin network
  if [ ! -e "$root/run/multus-nodes/ready" ]; then
    echo "the node's interfaces: see journalctl -u multus-nodes on it"
    return
  fi
  if [ -e "$root/run/multus-nodes/links" ]; then
    while read -r stable link; do
      state=$(cat "$root/sys/class/net/$link/operstate" 2>/dev/null) || state=missing
      if [ "$state" != up ]; then
        echo "$stable: the link $link is $state"
        return
      fi
    done <"$root/run/multus-nodes/links"
  fi
  for network in $ON_DISK; do
    if [ ! -s "$root/etc/cni/multus/net.d/multus-nodes-$network.conflist" ]; then
      echo "the configuration of $network in /etc/cni/multus/net.d"
      return
    fi
  done
  for plugin in $PLUGINS; do
    if [ ! -f "$root/opt/cni/bin/$plugin" ]; then
      echo "the CNI plugin $plugin in /opt/cni/bin"
      return
    fi
  done
  if [ ! -e "$root/etc/cni/net.d/00-multus.conf" ]; then
    echo "Multus: it has not written /etc/cni/net.d/00-multus.conf"
  elif ! listening "$root/proc/net/unix"; then
    echo "Multus: its daemon does not listen on /run/multus/multus.sock"
  fi
}

# The socket's folder is root's alone, but the kernel tells who listens (flag __SO_ACCEPTCON).
listening() {
  local flags path
  while read -r _ _ _ flags _ _ _ path; do
    [[ $flags != 00010000 || $path != */run/multus/multus.sock ]] || return 0
  done <"$1"
  return 1
}

# Asks for or changes the node: the status is in $status, the answer in $answer. The token is read
# each time, since it is renewed, and does not become an argument that others could see.
call() {
  local output
  status=000
  answer=
  output=$(
    printf 'header = "Authorization: Bearer %s"\n' "$(<"$account/token")" |
      curl --config - --silent --show-error --max-time 10 --cacert "$account/ca.crt" \
        --user-agent multus-nodes-not-ready --write-out '\n%{http_code}' "$@" \
        "$api/api/v1/nodes/$NODE_NAME" 2>&1
  ) || true
  [[ $output =~ [0-9]{3}$ ]] || output+=$'\n000'
  status=${output##*$'\n'}
  answer=${output%$'\n'*}
}

# A taint's place in the list may change at any time: the patch tests what it removes.
remove() { # place
  call --request PATCH --header 'Content-Type: application/json-patch+json' --data-binary "[
    {\"op\": \"test\", \"path\": \"/spec/taints/$1/key\", \"value\": \"$TAINT\"},
    {\"op\": \"test\", \"path\": \"/spec/taints/$1/effect\", \"value\": \"NoSchedule\"},
    {\"op\": \"remove\", \"path\": \"/spec/taints/$1\"}]"
}

tainted() {
  [[ $answer =~ \"key\":\ *\"$TAINT\"[^{}]*\"effect\":\ *\"NoSchedule\" ]]
}

# 0: the taint is gone; 1: to be tried again.
release() {
  local others taints place
  call
  if [ "$status" != 200 ]; then
    say "asking for the node failed with $status" "$answer"
    return 1
  fi
  tainted || return 0
  others=${answer//\"effect\":/}
  taints=$(((${#answer} - ${#others}) / 9))
  for ((place = 0; place < taints; place++)); do
    remove "$place"
    case $status in
      200)
        say "took $TAINT off: pods may come"
        return 1 # to see that it is gone
        ;;
      422) ;; # another taint is there, or none
      *)
        say "taking $TAINT off failed with $status" "$answer"
        return 1
        ;;
    esac
  done
  return 1
}

delay=$((most < 2 ? most : 2))
while true; do
  need=$(lacking)
  if [ -n "$need" ]; then
    say "waiting for $need"
    pause "$poll"
  elif release; then
    say "the node has no taint $TAINT"
    delay=$((most < 2 ? most : 2))
    pause "$rest"
  else
    pause "$((delay / 2 + RANDOM % (delay / 2 + 1)))"
    delay=$((delay * 2 < most ? delay * 2 : most))
  fi
done
