/** A link of this server as somebody elsewhere needs it: the server doesn't know by which name it is reached. */
export function whole(link) {
  return new URL(link, location.origin).href;
}
