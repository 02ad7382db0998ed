import { Shelf } from '../../../../webroot/state/shelf.js';

/** Stands for localStorage and sessionStorage. */
export class MemoryStore {
  items = new Map();
  getItem(key) { return this.items.get(key) ?? null; }
  setItem(key, text) { this.items.set(key, text); }
  removeItem(key) { this.items.delete(key); }
}

export function memoryShelf(store = new MemoryStore(), prefix = '') {
  return new Shelf(() => store, prefix);
}
