import { element } from '../element.js';
import { generate } from '../../vendor/lean-qr/lean-qr.js';

/** A QR code, drawn here: what is in it is a secret, and goes nowhere to be drawn. */
export function qrCode(text) {
  const code = generate(text);
  const canvas = element('canvas', { class: 'qr', role: 'img', 'aria-label': 'QR code for your authenticator app', width: code.size, height: code.size });
  const paint = canvas.getContext('2d');
  paint.fillStyle = 'black';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) paint.fillRect(x, y, 1, 1);
  }
  return canvas;
}
