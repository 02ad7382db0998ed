package dev.parley.bus;

/** What is asked of the table of settings. */
public sealed interface SettingQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.settingStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /** Read the settings; answered by {@link Reply.SettingsFound}. */
  record SelectSettings() implements SettingQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectSettings(this);
    }
  }

  /** Change what isn't null; answered by {@link Reply.SettingsFound}. */
  record ChangeSettings(Actor actor, ServerSettings.SignUp signUp, String name)
      implements SettingQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.changeSettings(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R selectSettings(SelectSettings query);

    R changeSettings(ChangeSettings query);
  }
}
