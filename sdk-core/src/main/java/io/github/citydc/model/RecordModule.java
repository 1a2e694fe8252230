package io.github.citydc.model;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.ser.Serializers;
import org.jspecify.annotations.Nullable;

/** Has Jackson read and write every record that keeps unknown members in our way. */
final class RecordModule extends Module {

  @Override
  public String getModuleName() {
    return "citydc-records";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addDeserializers(new Readers());
    context.addSerializers(new Writers());
  }

  private static final class Readers extends Deserializers.Base {

    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription bean) {
      Class<?> record = type.getRawClass();
      return RecordShape.of(record)
          .map(shape -> new RecordDeserializer(record, shape))
          .orElse(null);
    }

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
      return RecordShape.of(type).isPresent();
    }
  }

  private static final class Writers extends Serializers.Base {

    @Override
    public @Nullable JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription bean) {
      Class<?> record = type.getRawClass();
      return RecordShape.of(record).map(shape -> new RecordSerializer(record, shape)).orElse(null);
    }
  }
}
