package dev.parley.node.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What one configuration key means, kept beside the record component that carries it; read by {@link ConfigKeys}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Doc {

    /** The meaning in one line, with unit and bounds. */
    String value();

    /** The default as one would write it in an environment variable; empty: none, or an empty list. */
    String byDefault() default "";

    /** How the default is found where it follows from other keys, in words for the reference. */
    String derived() default "";
}
