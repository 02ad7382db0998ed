// Says back, in capitals, what others write in a room; over Parley's SockJS bridge.
//
//   npm install && node echo.js http://127.0.0.1:8000/eventbus ROOM_ID NAME
import EventBus from '@vertx/eventbus-bridge-client.js';

const [url, room, name] = process.argv.slice(2);
const bus = new EventBus(url);

/** Asks, and gives the answer's body. */
const ask = (address, body) =>
  new Promise((resolve, reject) => {
    bus.send(address, body, (error, answer) => (error ? reject(new Error(error.message)) : resolve(answer.body)));
  });

bus.onopen = async () => {
  await ask('chat.session', {username: name});
  bus.registerHandler(`chat.room.${room}.events`, async (error, event) => {
    if (error) {
      console.error(error.message);
      return;
    }
    const {type, username, content} = event.body;
    if (type === 'subscribed') {
      console.log(`${name} is in, with ${event.body.online_users.join(', ')}`);
    } else if (type === 'message' && username !== name) {
      const ack = await ask(`chat.room.${room}.post`, {content: content.toUpperCase(), nonce: crypto.randomUUID()});
      console.log(`answered with message ${ack.seq}`);
    }
  });
  // what isn't open is refused, and says so
  ask('store.message', {}).catch((denied) => console.log(`refused: ${denied.message}`));
};
