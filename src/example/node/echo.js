// Says back, in capitals, what others write in a room; over Parley's SockJS bridge.
//
//   npm ci && node echo.js http://127.0.0.1:8000/eventbus ROOM_ID NAME
import {randomUUID} from 'node:crypto';
import EventBus from '@vertx/eventbus-bridge-client.js';

const [url, room, name] = process.argv.slice(2);
const bus = new EventBus(url);
bus.enableReconnect(true);
bus.onopen = async () => {
  try {
    await ask('chat.session', {username: name});
    bus.registerHandler(`chat.room.${room}.events`, heard);
    await ask('room.directory', {}).catch(failed); // only what is public is open
  } catch (error) {
    failed(error);
  }
};

async function heard(error, event) {
  if (error) return failed(error);
  const {type, username, content, changed_seq: changed, online_users: people} = event.body;
  if (type === 'subscribed') console.log(`in the room: ${people.join(', ')}`);
  if (type !== 'message' || changed || username === name) return;
  try {
    const {seq} = await ask(`chat.room.${room}.post`, {content: content.toUpperCase(), nonce: randomUUID()});
    console.log(`answered with message ${seq}`);
  } catch (refused) {
    failed(refused);
  }
}

/** Asks, and gives the answer; or fails with what the server says. */
function ask(address, body) {
  return new Promise((resolve, reject) => {
    bus.send(address, body, (error, answer) => (error ? reject(error) : resolve(answer.body)));
  });
}

function failed({message}) {
  console.error(`refused: ${message}`);
}
