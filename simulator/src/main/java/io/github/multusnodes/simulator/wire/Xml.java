package io.github.multusnodes.simulator.wire;

import org.jspecify.annotations.Nullable;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML element under construction: a name, and text or further elements. */
public final class Xml {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    private final String name;
    private final @Nullable String text;
    private final List<Xml> children = new ArrayList<>();

    private Xml(String name, @Nullable String text) {
        this.name = name;
        this.text = text;
    }

    /** An element that will hold elements; empty until some are added. */
    public static Xml element(String name) {
        return new Xml(name, null);
    }

    /** Adds an element with text: a string, number, boolean or {@link java.time.Instant}. */
    public Xml add(String child, Object value) {
        children.add(new Xml(child, value.toString()));
        return this;
    }

    /** Adds an element with text, if there is a value. */
    public Xml add(String child, Optional<?> value) {
        value.ifPresent(present -> add(child, present));
        return this;
    }

    /** Adds an element. */
    public Xml add(Xml child) {
        children.add(child);
        return this;
    }

    /** Adds an EC2 list: {@code <set><item>…</item></set>}, empty when there is nothing in it. */
    public <T> Xml addItems(String set, Collection<T> values, Function<? super T, Xml> item) {
        return addList(set, "item", values, item);
    }

    /** Adds an Auto Scaling list: {@code <list><member>…</member></list>}. */
    public <T> Xml addMembers(String list, Collection<T> values, Function<? super T, Xml> member) {
        return addList(list, "member", values, member);
    }

    private <T> Xml addList(
            String list, String item, Collection<T> values, Function<? super T, Xml> element) {
        Xml parent = element(list);
        for (T value : values) {
            Xml content = element.apply(value);
            Xml entry = new Xml(item, content.text);
            entry.children.addAll(content.children);
            parent.add(entry);
        }
        return add(parent);
    }

    /** The contents of a list entry that is just text. */
    public static Xml text(Object value) {
        return new Xml("", value.toString());
    }

    /** Moves the contents of another element into this one. */
    public Xml addAllOf(Xml other) {
        children.addAll(other.children);
        return this;
    }

    /** The document with this element as its root. */
    public String document(String namespace) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter writer = FACTORY.createXMLStreamWriter(out);
            writer.writeStartDocument("UTF-8", "1.0");
            write(writer, namespace);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The element " + name + " cannot be written as XML", e);
        }
        return out.toString();
    }

    private void write(XMLStreamWriter writer, String namespace) throws XMLStreamException {
        writer.writeStartElement(name);
        if (!namespace.isEmpty()) {
            writer.writeDefaultNamespace(namespace);
        }
        if (text != null) {
            writer.writeCharacters(text);
        }
        for (Xml child : children) {
            child.write(writer, "");
        }
        writer.writeEndElement();
    }
}
