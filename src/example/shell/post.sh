#!/usr/bin/env bash
# Posts a message to a room over Parley's TCP bridge, and prints its place in the room's log; with bash and coreutils alone.
#
#   post.sh HOST PORT ROOM_ID NAME TEXT
#
# Where Parley asks for a token, PARLEY_TOKEN has it. What is refused is said on stderr, and the exit code is 1.
set -euo pipefail
export LC_ALL=C # lengths are counted in bytes

if (($# != 5)); then
  echo "usage: post.sh HOST PORT ROOM_ID NAME TEXT" >&2
  exit 2
fi
host=$1 port=$2 room=$3 name=$4 text=$5

# A frame is JSON behind its length in 4 bytes, big-endian.
send() {
  local length=${#1}
  printf "$(printf '\\x%02x' $((length >> 24 & 255)) $((length >> 16 & 255)) $((length >> 8 & 255)) $((length & 255)))" >&3
  printf '%s' "$1" >&3
}

receive() {
  local length
  length=$(head -c 4 <&3 | od -An -tu4 --endian=big)
  head -c "${length:?the server has hung up}" <&3
}

quoted() {
  local text=${1//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\r'/\\r}
  printf '"%s"' "${text//$'\t'/\\t}"
}

# Sends headers and a body to an address, and leaves what comes back in $answer.
ask() {
  send "{\"type\":\"send\",\"address\":$(quoted "$1"),\"headers\":$2,\"body\":$3,\"replyAddress\":\"here\"}"
  answer=$(receive)
  if [[ $answer == *'"type":"err"'* ]]; then
    [[ $answer =~ \"message\":\"([^\"]*)\" ]] && echo "${BASH_REMATCH[1]}" >&2
    exit 1
  fi
}

headers={}
if [[ -n ${PARLEY_TOKEN-} ]]; then
  headers="{\"Authorization\":$(quoted "Bearer $PARLEY_TOKEN")}"
fi
exec 3<>"/dev/tcp/$host/$port"
ask chat.session "$headers" "{\"username\":$(quoted "$name")}"
# a message that is sent again under its nonce is not stored again
nonce=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
ask "chat.room.$room.post" {} "{\"content\":$(quoted "$text"),\"nonce\":\"$nonce\"}"
[[ $answer =~ \"seq\":([0-9]+) ]]
echo "${BASH_REMATCH[1]}"
