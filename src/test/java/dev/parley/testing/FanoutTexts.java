package dev.parley.testing;

import dev.parley.bus.EncodedFrame;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.FanoutEvent.Expel;
import dev.parley.bus.FanoutEvent.TellPresence;
import dev.parley.bus.FanoutEvent.TellTyping;
import java.util.stream.Collectors;

/** What the sockets are to write, as text: the frames of a log one after the other. */
public final class FanoutTexts {
  private FanoutTexts() {}

  /** The frames of an event; of who came and went, those of the plain protocol. */
  public static String of(FanoutEvent event) {
    StringBuilder text = new StringBuilder();
    event.accept(
        new FanoutEvent.Visitor() {
          @Override
          public void deliver(Deliver deliver) {
            text.append(
                deliver.frames().stream()
                    .map(EncodedFrame::toString)
                    .collect(Collectors.joining(", ")));
          }

          @Override
          public void tellTyping(TellTyping typing) {
            text.append(typing.frame());
          }

          @Override
          public void tellPresence(TellPresence presence) {
            text.append(presence.plain());
          }

          @Override
          public void closeAll(CloseAll close) {
            text.append("close");
          }

          @Override
          public void expel(Expel expel) {
            text.append("expel ").append(expel.connections().size()).append(' ');
            text.append(expel.code().code());
          }
        });
    return text.toString();
  }
}
