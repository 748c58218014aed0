package io.github.multusnodes.simulator.state.ec2;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.Map;
import java.util.Optional;

/** The launch templates. */
public final class LaunchTemplates {

    private final Account account;
    private final Directory<LaunchTemplate> directory;

    LaunchTemplates(Account account) {
        this.account = account;
        this.directory =
                account.directory("InvalidLaunchTemplateId.NotFound", "launch template ID");
    }

    /** All of them, by id. */
    public Directory<LaunchTemplate> directory() {
        return directory;
    }

    /** A template as it is, by id or name. */
    public Optional<LaunchTemplate> find(String idOrName) {
        return directory.all().filter(its -> its.isCalled(idOrName)).findFirst();
    }

    /** Creates a template. */
    public LaunchTemplate create(String name, LaunchTemplate.Data data, Map<String, String> tags) {
        if (directory.all().anyMatch(its -> its.name().equals(name))) {
            throw Refusal.of(
                    "InvalidLaunchTemplateName.AlreadyExistsException",
                    "Launch template name already in use.");
        }
        LaunchTemplate template =
                new LaunchTemplate(account.ids().next("lt"), name, account.now(), data, tags);
        directory.put(template.id(), template);
        return template;
    }

    /** Deletes a template. */
    public LaunchTemplate delete(String idOrName) {
        LaunchTemplate template = find(idOrName).orElseThrow(() -> missing(idOrName));
        directory.remove(template.id());
        return template;
    }

    /** The refusal of a template that is unknown. */
    public static Refusal missing(String idOrName) {
        return idOrName.startsWith("lt-")
                ? Refusal.of(
                        "InvalidLaunchTemplateId.NotFound",
                        "The specified launch template, with template ID "
                                + idOrName
                                + ", does not exist.")
                : Refusal.of(
                        "InvalidLaunchTemplateName.NotFoundException",
                        "The specified launch template, with template name "
                                + idOrName
                                + ", does not exist.");
    }
}
