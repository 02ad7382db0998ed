const DAY = 86_400_000;
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const fullDay = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** The day and the time as short as they can be said without doubt, for lists. */
export function shortTime(at) {
  return `${short.format(at)}, ${time.format(at)}`;
}

/** The reader's own clock, as their system writes it. */
export function clockTime(at) {
  return time.format(at);
}

/** The day and the time, for a hover or a screen reader. */
export function exactTime(at) {
  return `${fullDay.format(at)}, ${time.format(at)}`;
}

export function dayName(at, now) {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? weekday : fullDay).format(at);
}

export function startOfDay(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}

export function startOfNextDay(at) {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}
