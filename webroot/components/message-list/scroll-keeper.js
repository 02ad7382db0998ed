const END = 40;
const ANCHORS = 4;

/**
 * Keeps the reader's place in a scrolling list: at the end it stays at the end, elsewhere the topmost rows in view stay where
 * they are, whatever is added, removed or resized around them.
 */
export class ScrollKeeper {
  #scroller;
  #rows;
  #anchors = [];
  #firstInView = 0;
  #atEnd = true;

  constructor(scroller, rows) {
    this.#scroller = scroller;
    this.#rows = rows;
  }

  /** Whether the end is in view. Remembered, so that a growing list doesn't look scrolled back. */
  get atEnd() { return this.#atEnd; }
  /** The index of the topmost row in view, as of the last change. */
  get firstInView() { return this.#firstInView; }
  get above() { return this.#scroller.scrollTop; }
  get below() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  /** To be called when the reader has scrolled. */
  note() {
    this.#atEnd = this.below < END;
    this.#anchors = this.#findAnchors();
  }

  /** To be called after any change of the content or the size. `sticky`: what is at the end stays there. */
  restore(sticky = true) {
    if (this.#atEnd && sticky) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
      return;
    }
    const anchor = this.#anchors.find(({ row }) => row.isConnected);
    if (anchor) this.#scroller.scrollTop += this.#topOf(anchor.row) - anchor.top;
    this.#anchors = this.#findAnchors();
  }

  toEnd() {
    this.#atEnd = true;
    this.restore();
  }

  /** Brings a row to the upper part of the view. */
  toRow(row) {
    this.#scroller.scrollTop += this.#topOf(row) - this.#scroller.clientHeight / 4;
    this.note();
  }

  /** Whether a row stands above what is in view. */
  isAbove(row) {
    return row.getBoundingClientRect().bottom < this.#scroller.getBoundingClientRect().top;
  }

  #findAnchors() {
    const { children } = this.#rows;
    let low = 0;
    let high = children.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.isAbove(children[middle])) low = middle + 1;
      else high = middle;
    }
    this.#firstInView = low;
    return Array.from({ length: ANCHORS }, (_, index) => children[low + index])
      .filter(Boolean)
      .map((row) => ({ row, top: this.#topOf(row) }));
  }

  #topOf(row) {
    return row.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top;
  }
}
