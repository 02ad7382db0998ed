/** Rooms whose name has all the words typed, those that begin with them first, else in the given order. */
export function findRooms(rooms, typed) {
  const words = fold(typed).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [...rooms];
  const found = rooms
    .map((room) => ({ room, name: fold(room.name) }))
    .filter(({ name }) => words.every((word) => name.includes(word)));
  const begins = ({ name }) => Number(name.startsWith(words[0]));
  return found.sort((a, b) => begins(b) - begins(a)).map(({ room }) => room);
}

/** Without case and accents: “cafe” finds “Café”. */
function fold(text) {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLocaleLowerCase();
}
